import { describe, expect, it, vi } from 'vitest';
import type { System } from '../../local/system.ts';
import { temporaryFolder } from '../doubles/assembly.ts';
import { queueSystem, startSmallSystem } from '../doubles/local-system.ts';

const until = (what: () => unknown) => vi.waitFor(what, { timeout: 15_000, interval: 20 });
const count = (system: System, code: string) => system.functions.countOf(code);
const settled = (system: System) => until(async () => expect(await system.queues.areEmpty()).toBe(true));

describe('a queue wakes its function', () => {
  it('with every message, which is then gone', async () => {
    const system = await startSmallSystem(queueSystem());
    await Promise.all(['a', 'b', 'c'].map((name) => system.queues.send('worker', { name })));
    await until(() => expect(['a', 'b', 'c'].map((name) => count(system, `done:${name}`))).toEqual([1, 1, 1]));
    await settled(system);
    expect(await system.queues.depth('worker')).toEqual({ visible: 0, inFlight: 0, delayed: 0, dead: 0 });
  });

  it('and only what the function says it failed on comes back, until it is given up', async () => {
    const system = await startSmallSystem(queueSystem({ MaximumBatchingWindowInSeconds: 1 }, { VisibilityTimeout: 4 }));
    await system.queues.send('worker', { name: 'first' });
    await settled(system);
    await system.queues.send('worker', { name: 'good' });
    await system.queues.send('worker', { name: 'bad', does: 'fail' });
    await until(async () => expect(await system.queues.depth('worker')).toMatchObject({ dead: 1 }));
    expect(count(system, 'seen:good')).toBe(1);
    expect(count(system, 'seen:bad')).toBe(2);
    expect(await system.queues.deadLetters('worker')).toEqual(['{"name":"bad","does":"fail"}']);
  });

  it('and a whole batch comes back when the function throws', async () => {
    const system = await startSmallSystem(queueSystem());
    await system.queues.send('worker', { name: 'bad', does: 'throw' });
    await until(async () => expect(await system.queues.depth('worker')).toMatchObject({ dead: 1 }));
    expect(count(system, 'seen:bad')).toBe(2);
    expect(system.reports).toEqual(Array(2).fill('worker: Error: as told'));
  });

  it('and comes back when the process ends in the middle of it', async () => {
    const system = await startSmallSystem(queueSystem());
    await system.queues.send('worker', { name: 'bad', does: 'exit' });
    await until(() => expect(count(system, 'seen:bad')).toBeGreaterThan(1));
    expect(system.reports[0]).toBe('worker: Runtime.ExitError: the process exited with status 3');
  });

  it('and comes back when the function takes too long', async () => {
    const system = await startSmallSystem(queueSystem({}, { VisibilityTimeout: 2 }, { Timeout: 1 }));
    await system.queues.send('worker', { name: 'slow', does: 'wait' });
    await until(() => expect(count(system, 'seen:slow')).toBeGreaterThan(1));
    expect(system.reports[0]).toBe('worker: Sandbox.Timedout: Task timed out after 1.00 seconds');
  });

  it('and comes back when its processes are killed', async () => {
    const system = await startSmallSystem(queueSystem({}, {}, { Timeout: 30 }));
    await system.queues.send('worker', { name: 'slow', does: 'wait' });
    await until(() => expect(count(system, 'seen:slow')).toBe(1));
    expect(system.functions.kill('worker')).toBe(1);
    await until(() => expect(count(system, 'seen:slow')).toBe(2));
    expect(system.reports).toEqual(['worker: Runtime.ExitError: the process was ended by SIGKILL']);
  });

  it('twice with each message, when a test asks for it', async () => {
    const system = await startSmallSystem(queueSystem(), { deliverTwice: true });
    await system.queues.send('worker', { name: 'a' });
    await until(() => expect(count(system, 'done:a')).toBe(2));
    await settled(system);
  });

  it('with as many messages at once as the batch and its window say', async () => {
    const system = await startSmallSystem(queueSystem({ BatchSize: 4, MaximumBatchingWindowInSeconds: 1 }, { VisibilityTimeout: 10 }));
    for (const name of ['a', 'b', 'c', 'd', 'e']) await system.queues.send('worker', { name });
    await until(() => expect(count(system, 'done:e')).toBe(1));
    expect([count(system, 'batch:4'), count(system, 'batch:1')]).toEqual([1, 1]);
  });

  it('as many times at once as its scaling says, and no more', async () => {
    const system = await startSmallSystem(
      queueSystem({ BatchSize: 1, ScalingConfig: { MaximumConcurrency: 2 } }, { VisibilityTimeout: 60 }, { Timeout: 30 }),
    );
    for (const name of ['a', 'b', 'c', 'd']) await system.queues.send('worker', { name, does: 'wait' });
    await until(() => expect(system.functions.environments('worker')).toHaveLength(2));
    await until(() => expect(count(system, 'batch:1')).toBe(2));
    expect(await system.queues.depth('worker')).toMatchObject({ visible: 2, inFlight: 2 });
  });

  it('but not when its role may not read the queue', async () => {
    const system = await startSmallSystem(queueSystem(), {
      alterTemplates: ({ small }) => delete small?.Resources['workerRole']?.Properties?.['Policies'],
    });
    await until(() => expect(system.reports[0]).toMatch(/worker cannot read its queue: .*not authorized to perform: sqs:ReceiveMessage/));
    expect(system.denied[0]).toContain('arn:aws:sqs:eu-west-3:000000000000:small-Jobs');
  });
});

it('a message in hand at a stop is there again at the next start', async () => {
  const small = queueSystem({}, { VisibilityTimeout: 600 }, { Timeout: 300 });
  const dataDir = temporaryFolder();
  const first = await startSmallSystem(small, { dataDir });
  await first.queues.send('worker', { name: 'a', does: 'wait' });
  await until(() => expect(count(first, 'seen:a')).toBe(1));
  await first.stop();
  const second = await startSmallSystem(small, { dataDir });
  await until(() => expect(count(second, 'seen:a')).toBe(1));
});

it('a mapping with a setting that would be passed over is refused', async () => {
  await expect(startSmallSystem(queueSystem({ FilterCriteria: { Filters: [] } }))).rejects.toThrow(
    /small\/Mapping: .* does not support FilterCriteria/,
  );
});
