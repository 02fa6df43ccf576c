import { env as environment } from 'node:process'; // breaks

const { env } = process; // breaks
export const secret = process.env.SECRET; // breaks
export const quoted = process['env']; // breaks
export const pid = process.pid;
export const known = [environment, env];
