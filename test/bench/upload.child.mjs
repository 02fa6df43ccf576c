// The client of upload.mjs: sends a file from the disk as a browser does and says how long the answer took.
import { createReadStream, statSync } from 'node:fs';
import { request } from 'node:http';

const [url, token, path] = process.argv.slice(2);
const BOUNDARY = 'recording-boundary';
const head = `--${BOUNDARY}\r\ncontent-disposition: form-data; name="file"; filename="recording.mp4"\r\n\r\n`;
const tail = `\r\n--${BOUNDARY}--\r\n`;

const startedAt = performance.now();
const upload = request(url, {
  method: 'POST',
  headers: {
    authorization: `Bearer ${token}`,
    'content-type': `multipart/form-data; boundary=${BOUNDARY}`,
    'content-length': head.length + statSync(path).size + tail.length,
  },
});
upload.on('response', async (response) => {
  const answer = Buffer.concat(await response.toArray()).toString();
  const seconds = (performance.now() - startedAt) / 1_000;
  process.send?.({ status: response.statusCode, seconds, ...JSON.parse(answer) });
});
upload.write(head);
createReadStream(path, { highWaterMark: 1024 ** 2 })
  .on('end', () => upload.end(tail))
  .pipe(upload, { end: false });
