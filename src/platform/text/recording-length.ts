import { parseFile } from 'music-metadata';
import type { GatheredText } from './gathered-text.js';
import { UnreadableFile } from './unreadable-file.js';

/** The length of a recording, from its header; where the header does not say, by counting its frames. */
export async function readRecording(path: string, gathered: GatheredText): Promise<void> {
  let seconds: number | undefined;
  try {
    const { format } = await parseFile(path, { duration: true, skipCovers: true });
    seconds = format.duration;
  } catch (error) {
    throw new UnreadableFile('damaged', { cause: error });
  }
  gathered.durationSeconds = seconds !== undefined && Number.isFinite(seconds) ? Math.ceil(seconds) : null;
}
