import type { System } from '../../local/system.ts';

/** The physical name of the table or the bucket whose construct is called so in its stack; throws when there is none. */
export const namedResource = ({ assembly }: System, type: 'AWS::DynamoDB::Table' | 'AWS::S3::Bucket', called: RegExp): string => {
  const found = assembly.resources(type).find(({ id }) => called.test(id));
  if (!found) throw new Error(`no ${type} is called ${called}`);
  return assembly.name(found.stack, found.id);
};
