import { readFileSync } from 'node:fs';
import * as z from 'zod/mini';
import { environments, type FunctionName } from '../schemas/environment.ts';

const perSecond = z.strictObject({ perSecond: z.int().check(z.gte(1)), burst: z.int().check(z.gte(1)) });
/** AWS takes no less than two for a queue. */
const concurrency = z.int().check(z.gte(2), z.lte(1000));
const confidence = z.number().check(z.gte(0), z.lte(1));
const generation = z.int().check(z.gte(1));
const functionName = z.enum(Object.keys(environments) as [FunctionName, ...FunctionName[]]);

/** What differs between stages, and nothing else may: read from `stages` in the context of `cdk.json`. */
export const StageSettings = z.strictObject({
  /** Tables and buckets outlive their stack and refuse to be deleted. */
  keepsData: z.boolean(),
  logRetentionDays: z.union([z.literal(1), z.literal(30), z.literal(90), z.literal(365)]),
  /** Who gets an e-mail when an alarm rings; each confirms once. */
  alarmAddresses: z.array(z.email()),
  throttling: perSecond,
  /** For each route that writes without anybody signed in. */
  publicWrites: perSecond,
  /** How many invocations at once work off each queue; `urgent` ones have their own, beside `audience` and `delivery`. */
  concurrency: z.strictObject({
    audience: concurrency,
    delivery: concurrency,
    urgent: concurrency,
    imports: concurrency,
    webhooks: concurrency,
  }),
  /** Mails a second that SES lets through for all of us together, and whether alerts go in bulk or one by one. */
  mail: z.strictObject({ perSecond: z.int().check(z.gte(1)), way: z.enum(['bulk', 'single']) }),
  reservedConcurrency: z.partialRecord(functionName, z.int().check(z.gte(1))),
  /** How long revisions gather before the search index is built anew from all of them. */
  gatherSeconds: z.int().check(z.gte(1), z.lte(60)),
  /** How long revisions of a fiche that was just told wait for each other, unless urgent; 0 where each is told at once. */
  coolDownSeconds: z.int().check(z.gte(0), z.lte(7 * 24 * 3600)),
  /** What an import decides alone: below, nobody is told of a revision; above, its subscribers are; 0 and 1 leave everything to the editors. */
  significance: z
    .strictObject({ silentBelow: confidence, sendAbove: confidence })
    .check(z.refine(({ silentBelow, sendAbove }) => silentBelow <= sendAbove, 'what is to be sent must not stay silent')),
  /** Who SMS come from, how many one account gets in a month, and what all of them may cost in a month, in dollars. */
  sms: z.strictObject({
    sender: z.string().check(z.regex(/^(?=.*[A-Za-z])[A-Za-z0-9]{1,11}$/)),
    perAccount: z.int().check(z.gte(0)),
    monthlyDollars: z.number().check(z.gte(0)),
  }),
  /** Where webhooks may lead, and the seconds between the attempts of one delivery. */
  webhooks: z.strictObject({
    /** `taken`: also to this machine itself, over plain HTTP. For a system that runs whole on one, and never where others are served. */
    loopback: z.enum(['taken', 'refused']),
    retrySeconds: z.array(z.int().check(z.gte(1))).check(z.minLength(1)),
  }),
  /**
   * Generations of the keys that sign tokens: the one that signs, and all whose public part is published. A new one is published a day before it
   * signs, and an old one until nothing that it signed is used any more.
   */
  signingKeys: z
    .strictObject({ current: generation, published: z.array(generation).check(z.minLength(1)) })
    .check(z.refine(({ current, published }) => published.includes(current), 'the key that signs must be published')),
  /** The site's own name, with its certificate (in us-east-1); without it the site answers at CloudFront's. */
  domain: z.optional(z.strictObject({ name: z.string(), certificateArn: z.string() })),
});
export type StageSettings = z.output<typeof StageSettings>;

export interface Stage {
  name: string;
  settings: StageSettings;
}

/** The context that every way to synthesize shares: without it the same code makes another template. */
export const cdkContext = (): Record<string, unknown> => {
  const { context } = JSON.parse(readFileSync(new URL('../cdk.json', import.meta.url), 'utf8')) as { context: Record<string, unknown> };
  return context;
};

/** Said to whoever writes `cdk.json`, and to nobody else: our sentences for citizens are in French. */
const english = z.locales.en().localeError;

/** The stage of that name in the context, or an error that lists those there are. */
export const stageFrom = (context: Record<string, unknown>, name: string | undefined): Stage => {
  const stages = z.record(z.string(), z.unknown()).parse(context['stages'], { error: english });
  if (name === undefined || !(name in stages)) {
    throw new Error(`no stage ${name === undefined ? 'was named' : `is named ${name}`}: choose one of ${Object.keys(stages).join(', ')}`);
  }
  return { name, settings: StageSettings.parse(stages[name], { error: english }) };
};
