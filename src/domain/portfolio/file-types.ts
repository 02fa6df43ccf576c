/** The types of file that may be uploaded, as people call them. */
const FILE_TYPE_WORDS: Readonly<Record<string, string>> = {
  'application/pdf': 'PDF',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': 'Word document',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': 'Excel workbook',
  'application/vnd.openxmlformats-officedocument.presentationml.presentation': 'PowerPoint slides',
  'image/png': 'PNG picture',
  'image/jpeg': 'JPEG picture',
  'image/webp': 'WebP picture',
  'audio/mpeg': 'MP3 sound',
  'audio/mp4': 'M4A sound',
  'audio/wav': 'WAV sound',
  'audio/ogg': 'Ogg sound',
  'video/mp4': 'MP4 video',
  'video/quicktime': 'QuickTime video',
  'video/webm': 'WebM video',
  'text/plain': 'Plain text',
  'text/markdown': 'Markdown text',
  'text/csv': 'CSV table',
  'text/html': 'Web page',
  'message/rfc822': 'E-mail',
  'application/octet-stream': 'Removed for data protection',
};

/** A type that is not in the table stays as it is written: an odd word is better than a wrong one. */
export function fileTypeWords(mediaType: string): string {
  return FILE_TYPE_WORDS[mediaType] ?? mediaType;
}
