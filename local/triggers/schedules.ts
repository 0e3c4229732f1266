import { randomUUID } from 'node:crypto';
import type { Assembly, Json, LocalResource } from '../assembly.ts';
import type { LocalFunction } from '../functions/function.ts';
import type { Functions } from '../functions.ts';
import { nextRun } from './calendar.ts';
import { isBusRule } from './event-bus.ts';
import { messageOf, type Trigger } from './trigger.ts';

export interface Schedules extends Trigger {
  /** Runs at once what the schedule of a function would run, as if it were that time, and gives its answer. */
  run: (functionName: string, at?: Date) => Promise<unknown>;
}

interface Target {
  Arn: string;
  Input?: string;
}

interface Schedule {
  fn: LocalFunction;
  next: (after: number) => number;
  event: (now: number) => unknown;
}

const LONGEST_TIMER_MILLISECONDS = 2 ** 31 - 1;

const readRule = (assembly: Assembly, functions: Functions, { stack, id, props }: LocalResource): Schedule[] => {
  const { region, account } = assembly.place;
  return ((props['Targets'] ?? []) as unknown as Target[]).map(({ Arn, Input }) => ({
    fn: functions.byArn(Arn),
    next: nextRun(String(props['ScheduleExpression'])),
    event: (now) =>
      Input === undefined
        ? {
            version: '0',
            id: randomUUID(),
            'detail-type': 'Scheduled Event',
            source: 'aws.events',
            account,
            time: new Date(now).toISOString().replace(/\.\d+Z$/, 'Z'),
            region,
            resources: [assembly.arn(stack, id)],
            detail: {},
          }
        : (JSON.parse(Input) as Json),
  }));
};

const readSchedule = (functions: Functions, { path, props }: LocalResource): Schedule[] => {
  const timezone = props['ScheduleExpressionTimezone'] ?? 'UTC';
  if (!['UTC', 'Etc/UTC'].includes(String(timezone)))
    throw new Error(`${path}: the local system runs schedules in UTC, not in ${JSON.stringify(timezone)}`);
  const { Arn, Input = '{}' } = props['Target'] as unknown as Target;
  return [{ fn: functions.byArn(Arn), next: nextRun(String(props['ScheduleExpression'])), event: () => JSON.parse(Input) as Json }];
};

const enabled = ({ props }: LocalResource): boolean => props['State'] !== 'DISABLED';

/** Calls `work` at each moment of a schedule; the returned function ends it. */
const repeat = (next: Schedule['next'], work: (now: number) => void): (() => void) => {
  let timer: NodeJS.Timeout;
  const wait = (until: number): void => {
    const left = until - Date.now();
    timer = setTimeout(() => (left > LONGEST_TIMER_MILLISECONDS ? wait(until) : fire()), Math.min(left, LONGEST_TIMER_MILLISECONDS));
    timer.unref();
  };
  const fire = (): void => {
    work(Date.now());
    wait(next(Date.now()));
  };
  wait(next(Date.now()));
  return () => clearTimeout(timer);
};

/** Rules and schedules of the assembly. A run that fails is reported, and the next one is its retry. */
export const startSchedules = (assembly: Assembly, functions: Functions, report: (message: string) => void): Schedules => {
  const schedules = [
    ...assembly
      .resources('AWS::Events::Rule')
      .filter((rule) => enabled(rule) && !isBusRule(rule))
      .flatMap((rule) => readRule(assembly, functions, rule)),
    ...assembly
      .resources('AWS::Scheduler::Schedule')
      .filter(enabled)
      .flatMap((schedule) => readSchedule(functions, schedule)),
  ];
  const running = new Set<Promise<void>>();
  const runOnce = async ({ fn, event }: Schedule, now: number): Promise<void> => {
    try {
      await fn.invoke(event(now));
    } catch (error) {
      report(messageOf(error));
    }
  };
  const endings = schedules.map((schedule) =>
    repeat(schedule.next, (now) => {
      const run = runOnce(schedule, now).finally(() => running.delete(run));
      running.add(run);
    }),
  );
  return {
    async run(functionName, at = new Date()) {
      const schedule = schedules.find(({ fn }) => fn.name === functionName);
      if (!schedule) throw new Error(`no schedule wakes ${functionName}`);
      return schedule.fn.invoke(schedule.event(at.getTime()));
    },
    async stop() {
      for (const end of endings) end();
      await Promise.all(running);
    },
  };
};
