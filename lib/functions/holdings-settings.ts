/** What every `<holder>-holdings` may do beside what it does to its own tables, which also name the outbox. */
export const HOLDINGS = {
  memory: 512,
  timeout: 240,
  objects: { exports: { 'parts/*': ['PutObject', 'AbortMultipartUpload'] } },
} as const;
