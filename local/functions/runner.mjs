// One environment of one function: imports its bundle, then takes one event at a time from the process that started it.
// Plain JavaScript, so that an environment does not wait for types to be stripped.
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

process.on('disconnect', () => process.exit(0));

const told = (error) => ({
  errorType: error?.name ?? 'Error',
  errorMessage: String(error?.message ?? error),
  trace: String(error?.stack ?? '').split('\n'),
});

const [file, exported] = process.argv.slice(2);
try {
  const { [exported]: handler } = await import(pathToFileURL(join(process.env.LAMBDA_TASK_ROOT, file)).href);
  if (typeof handler !== 'function') throw new Error(`${file} exports no function ${exported}`);
  process.on('message', async ({ event, deadline, traceId, ...given }) => {
    Object.assign(process.env, { _X_AMZN_TRACE_ID: traceId });
    const context = { ...given, callbackWaitsForEmptyEventLoop: true, getRemainingTimeInMillis: () => Math.max(0, deadline - Date.now()) };
    try {
      const result = await handler(event, context);
      process.send({ type: 'answered', payload: JSON.stringify(result ?? null) });
    } catch (error) {
      process.send({ type: 'failed', error: told(error) });
    }
  });
  process.send({ type: 'ready' });
} catch (error) {
  process.send({ type: 'unready', error: told(error) });
}
