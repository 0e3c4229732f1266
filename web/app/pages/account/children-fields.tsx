import { TextField } from '../../forms/field.tsx';
import type { Child } from './profile-block.ts';

interface Props {
  list: Child[];
  onChildren: (children: Child[]) => void;
  errorOf: (field: string) => string | undefined;
}

export const ChildrenFields = ({ list, onChildren, errorOf }: Props) => {
  const change = (position: number, some: Partial<Child>) =>
    onChildren(list.map((child, at) => (at === position ? { ...child, ...some } : child)));
  return (
    <>
      {list.map((child, position) => (
        <fieldset key={position}>
          <legend>Enfant {position + 1}</legend>
          <TextField
            name={`fields.children.${position}.givenNames`}
            label="Prénoms"
            error={errorOf(`fields.children.${position}.givenNames`)}
            value={child.givenNames}
            onValue={(givenNames) => change(position, { givenNames })}
          />
          <TextField
            name={`fields.children.${position}.birthDate`}
            label="Date de naissance"
            hint="Par exemple 09/03/2015."
            short
            error={errorOf(`fields.children.${position}.birthDate`)}
            value={child.birthDate}
            onValue={(birthDate) => change(position, { birthDate })}
          />
          <button type="button" class="quiet" onClick={() => onChildren(list.filter((_, at) => at !== position))}>
            Retirer l’enfant {position + 1}
          </button>
        </fieldset>
      ))}
      <p>
        <button type="button" class="quiet" onClick={() => onChildren([...list, { givenNames: '', birthDate: '' }])}>
          Ajouter un enfant
        </button>
      </p>
    </>
  );
};
