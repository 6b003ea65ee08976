// The formats of receipts, one file each; all but the stream of events are formats of plans too.
export { json } from './json.ts';
export { markdown } from './markdown.ts';
export { ndjson } from './ndjson.ts';
export { text } from './text.ts';
