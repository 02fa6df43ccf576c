export * from './evidence.reader.js'; // breaks
