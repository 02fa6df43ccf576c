export const readEnv = (source: NodeJS.ProcessEnv = process.env): string | undefined => source.PORT;
