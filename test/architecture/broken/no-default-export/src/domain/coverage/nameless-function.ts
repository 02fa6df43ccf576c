export default function (): string { // breaks
  return 'default';
}
