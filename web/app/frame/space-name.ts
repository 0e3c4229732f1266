import type { Space } from '../../../schemas/space.ts';

/** Of the personal space, which has no name of its own. */
const PERSONAL_NAME = 'Mon espace personnel';

export const nameOf = ({ kind, name }: Pick<Space, 'kind' | 'name'>): string => (kind === 'personal' ? PERSONAL_NAME : name);
