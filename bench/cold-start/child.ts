// A fresh process: `node child.ts <bundle> <event or nothing>` tells on descriptor 3 how long the import and the first call took, in milliseconds.
import { writeSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

const [, , bundle = '', event] = process.argv;
const started = performance.now();
const { handler } = (await import(pathToFileURL(bundle).href)) as { handler: (event: unknown, context: unknown) => Promise<unknown> };
if (event) await handler(JSON.parse(event), { awsRequestId: 'first', getRemainingTimeInMillis: () => 30_000 });
writeSync(3, String(performance.now() - started));
process.exit(0);
