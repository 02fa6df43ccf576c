const gaps: readonly string[] = [];
export { gaps as default }; // breaks

export function word(gap: string): string {
  switch (gap) {
    default:
      return gap;
  }
}
