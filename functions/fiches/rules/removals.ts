/** Under this many live fiches, a share says nothing. */
const GUARDED_FROM = 20;
const MOST_REMOVED = 0.2;

/**
 * Why a complete archive is refused for what it no longer holds, in French; undefined when it may go on. A truncated or misplaced archive
 * would otherwise empty the site.
 */
export const refuseRemovals = (removed: number, live: number): string | undefined =>
  live >= GUARDED_FROM && removed > live * MOST_REMOVED
    ? `Cette archive, dite complète, ferait disparaître ${removed} fiches sur ${live} : elle est refusée par prudence. Vérifiez le public choisi, ou importez-la comme partielle.`
    : undefined;
