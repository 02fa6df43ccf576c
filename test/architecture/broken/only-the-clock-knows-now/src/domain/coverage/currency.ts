export const isCurrent = (day: string): boolean => Date.parse(day) > Date.now(); // breaks
export const today = (): Date => new Date(); // breaks
export const sameDay = (day: string): Date => new Date(day);
export const lastDay = (year: number, month: number): Date => new Date(Date.UTC(year, month, 0));
