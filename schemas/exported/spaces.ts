import * as z from 'zod/mini';
import { MemberName, Space } from '../space.ts';
import { SpaceAction } from '../space-action.ts';
import { defineDocuments, told } from './describe.ts';

const SpaceRecord = z.object({
  spaceId: told(Space.shape.id, 'Numéro de l’association dans Parvis'),
  name: told(Space.shape.name, 'Nom de l’association au jour de la copie'),
  number: told(Space.shape.number, 'Numéro RNA ou SIREN de l’association'),
  memberName: told(z.nullable(MemberName), 'Nom sous lequel les autres membres vous voient'),
  joinedAt: told(z.iso.datetime(), 'Date depuis laquelle vous en êtes membre'),
});

const ActionRecord = z.object({
  spaceId: told(Space.shape.id, 'Numéro de l’espace'),
  at: told(SpaceAction.shape.at, 'Date'),
  text: told(SpaceAction.shape.text, 'Ce que vous y avez fait'),
  reason: told(SpaceAction.shape.reason, 'Raison que vous avez donnée'),
});

export const spaceDocuments = defineDocuments({
  associations: { holder: 'spaces', title: 'Mes associations', record: SpaceRecord },
  'actions-dans-mes-espaces': { holder: 'spaces', title: 'Ce que j’ai fait dans mes espaces', record: ActionRecord },
});
