const gaps: readonly string[] = [];
export default gaps; // breaks
