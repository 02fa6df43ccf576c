export default async function unmakeTemplate() {
  await globalThis.unmakeTemplate?.();
}
