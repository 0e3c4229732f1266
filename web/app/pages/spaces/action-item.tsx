import type { SpaceAction } from '../../../../schemas/space-action.ts';
import { frenchMoment } from '../../french.ts';

/** One line of a feed: who did what, when, and why when it was said. */
export const ActionItem = ({ action: { at, by, text, reason } }: { action: SpaceAction }) => (
  <li>
    <p>
      <strong>{by.name}</strong>
      {by.you && by.name !== 'Vous' && ' (vous)'} {text}
    </p>
    {reason !== null && <p class="note">{reason}</p>}
    <p class="facts">
      <time dateTime={at}>{frenchMoment(at)}</time>
    </p>
  </li>
);
