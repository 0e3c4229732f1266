import { isBuiltin } from 'node:module';
import { posix } from 'node:path';

/** What the files of one place may import: paths of ours from the root, and packages. The first line that matches a file holds for it. */
interface Arrow {
  from: RegExp;
  /** Prefixes; `$1` is what the first group of `from` caught. */
  ours: string[];
  packages: (name: string) => boolean;
}

const awsSdk = /^@(aws-sdk|smithy)\//;
const cdk = /^(aws-cdk-lib|constructs|cdk-nag)(\/|$)/;
const any = () => true;
const noCloud = (name: string) => !awsSdk.test(name) && !cdk.test(name);
const noSdk = (name: string) => !awsSdk.test(name);
const noCdk = (name: string) => !cdk.test(name);
/** Rules compute: they touch no disk, no network and no process; a digest is a computation. */
const pure = (name: string) => noCloud(name) && !/^(hono|yauzl|@)/.test(name) && (!isBuiltin(name) || name === 'node:crypto');

const arrows: Arrow[] = [
  { from: /^schemas\//, ours: ['schemas/'], packages: (name) => /^zod(\/|$)/.test(name) },
  { from: /^web\//, ours: ['web/', 'schemas/'], packages: noCloud },
  { from: /^functions\/shared\/(?:aws\.ts$|store\/)/, ours: ['functions/shared/', 'schemas/'], packages: noCdk },
  { from: /^functions\/shared\//, ours: ['functions/shared/', 'schemas/'], packages: noCloud },
  { from: /^functions\/([^/]+)\/rules(?:\.ts$|\/)/, ours: ['functions/$1/rules', 'schemas/'], packages: pure },
  {
    from: /^functions\/([^/]+)\/(?:store|wiring)(?:\.ts$|\/)/,
    ours: ['functions/$1/', 'functions/shared/', 'schemas/'],
    packages: noCdk,
  },
  { from: /^functions\/([^/]+)\//, ours: ['functions/$1/', 'functions/shared/', 'schemas/'], packages: noCloud },
  { from: /^(?:lib|bin)\//, ours: ['lib/', 'bin/', 'schemas/'], packages: noSdk },
  { from: /^docs\//, ours: ['docs/', 'schemas/'], packages: noCloud },
  { from: /^local\//, ours: ['local/', 'lib/', 'bin/', 'schemas/', 'web/', 'functions/shared/html.ts'], packages: any },
  { from: /^significance\//, ours: ['significance/', 'functions/fiches/rules/', 'functions/fiches/xml/', 'schemas/'], packages: noCloud },
  { from: /^lint\//, ours: ['lint/'], packages: noCloud },
];

/** Why `file` may not import `source`; undefined when it may. Both are posix, `file` from the root of the repository. */
export const refuse = (file: string, source: string): string | undefined => {
  const found = arrows.map((arrow) => ({ arrow, match: arrow.from.exec(file) })).find(({ match }) => match);
  if (!found) return undefined;
  const { arrow, match } = found;
  if (!/^\.{0,2}\//.test(source)) return arrow.packages(source) ? undefined : `${file} must not import the package ${source}`;
  const target = posix.join(posix.dirname(file), source);
  const allowed = arrow.ours.map((prefix) => prefix.replace('$1', match?.[1] ?? ''));
  return allowed.some((prefix) => target.startsWith(prefix)) ? undefined : `${file} must not import ${target}: only ${allowed.join(', ')}`;
};

interface Source {
  type: string;
  value?: unknown;
}
interface LintContext {
  filename: string;
  cwd: string;
  report: (problem: { node: unknown; message: string }) => void;
}

/** Every way to name another module is an arrow: `import`, `export from`, `import()`, `import type` and `import('…')` as a type. */
const rule = {
  create: (context: LintContext) => {
    const file = posix.relative(context.cwd.replaceAll('\\', '/'), context.filename.replaceAll('\\', '/'));
    const check = ({ source }: { source?: Source | null }) => {
      if (typeof source?.value !== 'string') return;
      const message = refuse(file, source.value);
      if (message) context.report({ node: source, message });
    };
    return {
      ImportDeclaration: check,
      ExportNamedDeclaration: check,
      ExportAllDeclaration: check,
      ImportExpression: check,
      TSImportType: check,
    };
  },
};

export default { meta: { name: 'parvis' }, rules: { arrows: rule } };
