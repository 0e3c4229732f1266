// `npm run code`: the six digits that each member of staff of the local system types now; `-- --folder <path>` for a system kept elsewhere.
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { codeOf } from './authenticator.ts';
import { peopleFile } from './issuer/people.ts';

const { values } = parseArgs({ options: { folder: { type: 'string', default: fileURLToPath(new URL('../.parvis', import.meta.url)) } } });
const codes = peopleFile(join(values.folder, 'data'))
  .all()
  .flatMap(({ email, secret }) => (secret === undefined ? [] : `${codeOf(secret)}  ${email}`));
console.log(codes.length > 0 ? codes.join('\n') : 'Personne n’a de code : lancez d’abord « npm start ».');
