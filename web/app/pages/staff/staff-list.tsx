import { useState } from 'preact/hooks';
import type { Role, Service } from '../../../../schemas/account.ts';
import { staff } from '../../../../schemas/routes/staff.ts';
import type { StaffMember } from '../../../../schemas/staff.ts';
import { Loaded } from '../../calls/loading.tsx';
import { More, usePages } from '../../calls/pages.tsx';
import { useApi } from '../../frame/parvis.ts';
import { StaffMemberItem } from './staff-member-item.tsx';
import { everybody, type Sought, StaffSearch } from './staff-search.tsx';

const queryOf = ({ q, role, service }: Sought) => ({
  q: q.trim() || undefined,
  role: (role || undefined) as Role | undefined,
  service: (service.trim() || undefined) as Service | undefined,
});

export const StaffList = () => {
  const api = useApi(staff);
  const [sought, setSought] = useState(everybody);
  const people = usePages((cursor) => api.listStaff({ query: { ...queryOf(sought), cursor } }), [sought]);
  const changed = (member: StaffMember) => {
    if (people.state !== 'ready') return;
    const { items, next } = people.value;
    people.show({ items: items.map((one) => (one.accountId === member.accountId ? member : one)), next });
  };
  return (
    <section aria-labelledby="personnes">
      <h2 id="personnes">Personnes</h2>
      <StaffSearch onSearch={setSought} />
      <Loaded of={people}>
        {({ items, next }) =>
          items.length === 0 && next === null ? (
            <p class="empty">Personne ne correspond à cette recherche.</p>
          ) : (
            <ul class="cards">
              {items.map((member) => (
                <StaffMemberItem key={member.accountId} member={member} onChanged={changed} />
              ))}
            </ul>
          )
        }
      </Loaded>
      <More pages={people} what="les personnes suivantes" />
    </section>
  );
};
