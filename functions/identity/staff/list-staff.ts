import type { staff } from '../../../schemas/routes/staff.ts';
import type { UseCase } from '../../shared/router.ts';
import { shownMember } from '../rules/staff.ts';
import type { StaffStore } from '../store/staff.ts';

export const listStaff =
  (store: Pick<StaffStore, 'list'>): UseCase<typeof staff.listStaff> =>
  async ({ query }) => {
    const { items, next } = await store.list(query);
    return { items: items.map(shownMember), next };
  };
