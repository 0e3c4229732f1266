import type { Storage } from '../../../../schemas/document.ts';

/** How full the space is, in words and as a bar. */
export const RoomLeft = ({ storage: { used, limit, sentence } }: { storage: Storage }) => (
  <p class="room">
    <meter aria-label="Place prise" min={0} max={limit} high={limit * 0.9} value={used} />
    {sentence}
  </p>
);
