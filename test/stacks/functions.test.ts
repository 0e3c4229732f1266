import { describe, expect, it } from 'vitest';
import { functionNames } from '../../lib/bundle.ts';
import { functionSettings } from '../../lib/functions/settings.ts';
import { environments } from '../../schemas/environment.ts';
import { functionsOf, resourcesOf, templatesOf } from './templates.ts';

const templates = templatesOf('production');
const functions = functionsOf(templates);

describe('functions', () => {
  it('are those of the schemas, and no other', () => {
    expect([...functions.keys()].sort()).toEqual([...functionNames].sort());
  });

  it.each(functionNames)('%s runs on the current Node on arm64, traced, in the one journal', (name) => {
    expect(functions.get(name)?.Properties).toMatchObject({
      Runtime: 'nodejs24.x',
      Architectures: ['arm64'],
      Handler: 'index.handler',
      TracingConfig: { Mode: 'Active' },
      MemorySize: functionSettings[name].memory,
      Timeout: functionSettings[name].timeout,
      LoggingConfig: { LogGroup: expect.objectContaining({ 'Fn::GetStackOutput': expect.anything() }) },
    });
  });

  it.each(functionNames)('%s is given the variables that it reads at start, and nothing else', (name) => {
    const environment = functions.get(name)?.Properties['Environment'] as { Variables: Record<string, unknown> } | undefined;
    expect(Object.keys(environment?.Variables ?? {}).sort()).toEqual(Object.keys(environments[name]).sort());
  });

  it('have each a role of their own', () => {
    const roles = [...functions.values()].map(({ stack, Properties }) => `${stack} ${JSON.stringify(Properties['Role'])}`);
    expect(new Set(roles).size).toBe(functionNames.length);
    const others = ['ScannerRole'];
    expect(resourcesOf(templates, 'AWS::IAM::Role')).toHaveLength(functionNames.length + others.length);
  });
});
