// A fresh process: `node child.ts <bundle> <event or nothing>` tells on descriptor 3 the milliseconds of CPU that its import and first call took.
import { writeSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

const [, , bundle = '', event] = process.argv;
const before = process.cpuUsage();
const { handler } = (await import(pathToFileURL(bundle).href)) as { handler: (event: unknown, context: unknown) => Promise<unknown> };
if (event) await handler(JSON.parse(event), { awsRequestId: 'first', getRemainingTimeInMillis: () => 30_000 });
const { user, system } = process.cpuUsage(before);
writeSync(3, String((user + system) / 1000));
process.exit(0);
