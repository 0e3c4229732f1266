import { useState } from 'preact/hooks';
import { members } from '../../../../schemas/routes/members.ts';
import type { FormerMember, Member, MemberId } from '../../../../schemas/space.ts';
import type { ActionKind } from '../../../../schemas/space-action.ts';
import { Loaded, useLoading } from '../../calls/loading.tsx';
import { More, usePages } from '../../calls/pages.tsx';
import { SelectField } from '../../forms/field.tsx';
import { Page } from '../../frame/page.tsx';
import type { PageOf } from '../../frame/pages.tsx';
import { useApi } from '../../frame/parvis.ts';
import { nameOf } from '../../frame/space-name.ts';
import { useSpace } from '../../frame/spaces.ts';
import { actionChoices } from './action-choices.ts';
import { ActionItem } from './action-item.tsx';

/** Those who are out stay to be chosen: what they did stays to be read. */
const whoseChoices = ({ items, former }: { items: Member[]; former: FormerMember[] }): (readonly [MemberId | '', string])[] => [
  ['', 'De tout le monde'],
  ...items.map(({ id, name, you }) => [id, `${name}${you ? ' (vous)' : ''}`] as const),
  ...former.map(({ id, name }) => [id, `${name} (ancien membre)`] as const),
];

export const Feed: PageOf<'spaceId'> = ({ spaceId }) => {
  const space = useSpace(spaceId);
  const api = useApi(members);
  const [kind, setKind] = useState<ActionKind | ''>('');
  const [member, setMember] = useState<MemberId | ''>('');
  const people = useLoading(() => api.listMembers({ params: { spaceId } }), [spaceId]);
  const pages = usePages(
    (cursor) => api.listActions({ params: { spaceId }, query: { cursor, ...(kind !== '' && { kind }), ...(member !== '' && { member }) } }),
    [spaceId, kind, member],
  );
  return (
    <Page title="Activité" overline={space && nameOf(space)}>
      <p>
        {space?.kind === 'personal'
          ? 'Tout ce qui est fait dans cet espace, par qui et quand. Vous seul le lisez.'
          : 'Tout ce qui est fait dans cet espace, par qui et quand. Chaque membre le lit.'}
      </p>
      <SelectField name="kind" label="Montrer" value={kind} options={actionChoices} onValue={setKind} />
      {people.state === 'ready' && people.value.items.length + people.value.former.length > 1 && (
        <SelectField name="member" label="De qui" value={member} options={whoseChoices(people.value)} onValue={setMember} />
      )}
      <Loaded of={pages}>
        {({ items }) =>
          items.length === 0 ? (
            <p class="empty">{kind === '' && member === '' ? 'Rien n’a encore été fait ici.' : 'Rien de tel n’a été fait ici.'}</p>
          ) : (
            <ol class="feed">
              {items.map((action) => (
                <ActionItem key={action.id} action={action} />
              ))}
            </ol>
          )
        }
      </Loaded>
      <More pages={pages} what="les actions précédentes" />
    </Page>
  );
};
