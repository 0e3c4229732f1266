import type { editing } from '../../schemas/routes/editing.ts';
import type { UseCase } from '../shared/router.ts';
import type { Editing } from './draft-revision.ts';

export const discardDraft =
  ({ drafts }: Pick<Editing, 'drafts'>): UseCase<typeof editing.discardDraft> =>
  async ({ params }, { trail, problem }) => {
    if (!(await drafts.discardDraft(params, trail))) throw problem('draft-not-found');
  };
