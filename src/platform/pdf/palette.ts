import type { Tone } from './blocks.js';

/** Restrained and of our own: dark petrol on white, warm paper tints; every text colour has a contrast above 4.5 : 1. */
export const COLOURS = {
  petrol: '#123f46',
  petrolSoft: '#e7efee',
  brass: '#b98a2f',
  paper: '#f7f5f0',
  hairline: '#cfd6d4',
  white: '#ffffff',
  watermark: '#8a5a12',
} as const;

/** Of the tabs at the edges of evidence, one after the other; white letters on each have a contrast above 4.5 : 1. */
export const TAB_COLOURS = ['#123f46', '#85560c', '#1c6044', '#9a2f22', '#4a3f78', '#2f5d8a'] as const;

export const TONES: Readonly<Record<Tone, { readonly text: string; readonly tint: string; readonly edge: string }>> = {
  ink: { text: '#1d2629', tint: '#ffffff', edge: '#cfd6d4' },
  quiet: { text: '#5a676b', tint: '#f4f5f4', edge: '#b4bebe' },
  accent: { text: '#123f46', tint: '#e7efee', edge: '#123f46' },
  good: { text: '#1c6044', tint: '#e6f1ea', edge: '#2b7d5b' },
  open: { text: '#85560c', tint: '#fbf2df', edge: '#b98a2f' },
  bad: { text: '#9a2f22', tint: '#fae9e5', edge: '#b4483a' },
};
