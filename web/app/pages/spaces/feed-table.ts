import type { Member } from '../../../../schemas/space.ts';
import type { SpaceAction } from '../../../../schemas/space-action.ts';
import { momentInFigures } from '../../french.ts';

/** A spreadsheet takes what begins so for a formula, and would do what it says. */
const FORMULA = /^[=+\-@\t\r]/;

const cell = (text: string): string => `"${(FORMULA.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`;

const line = (cells: string[]): string => cells.map(cell).join(';');

/** Read by every spreadsheet, which takes the mark at the beginning for what it is: the text's own alphabet. */
const MARK = '\ufeff';

/** Who belongs to a space and all that was done in it, as a table that people open in a spreadsheet (CSV, as in France). */
export const feedTable = (members: Member[], actions: SpaceAction[]): string =>
  MARK +
  [
    line(['Membre', 'Membre depuis']),
    ...members.map(({ name, joinedAt }) => line([name ?? '', momentInFigures(joinedAt)])),
    '',
    line(['Date', 'Qui', 'Quoi', 'Raison']),
    ...actions.map(({ at, by, text, reason }) => line([momentInFigures(at), by.name, text, reason ?? ''])),
    '',
  ].join('\r\n');
