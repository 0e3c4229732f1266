import type { Difference, Highlight, Passage, WordChange } from '../../../../schemas/revision.ts';
import { counted } from '../../french.ts';

const changes: Record<Passage['change'], string> = { added: 'Ajouté', removed: 'Supprimé', rewritten: 'Réécrit', moved: 'Déplacé' };

/** One side of a passage: what is the same, and what is only on this side. */
const Words = ({ words, side }: { words: WordChange[]; side: 'removed' | 'added' }) => (
  <>
    {words
      .filter(({ change }) => change === 'same' || change === side)
      .map(({ change, text }, position) => {
        if (change === 'same') return text;
        const spoken = <span class="visually-hidden">{side === 'removed' ? '[supprimé : ' : '[ajouté : '}</span>;
        const end = <span class="visually-hidden">] </span>;
        return side === 'removed' ? (
          <del key={position}>
            {spoken}
            {text}
            {end}
          </del>
        ) : (
          <ins key={position}>
            {spoken}
            {text}
            {end}
          </ins>
        );
      })}
  </>
);

const sidesOf = ({ change, words }: Passage): { before: WordChange[]; after: WordChange[] } => ({
  before: change === 'added' ? [] : words.map((word) => (change === 'removed' ? { ...word, change: 'removed' } : word)),
  after: change === 'removed' ? [] : words.map((word) => (change === 'added' ? { ...word, change: 'added' } : word)),
});

const PassageColumns = ({ passage, reasons }: { passage: Passage; reasons: string[] }) => {
  const { before, after } = sidesOf(passage);
  return (
    <section class={`compared compared-${passage.change}`}>
      <h3>
        <span class="change">{changes[passage.change]}</span> <span class="where">{passage.path.join(' › ')}</span>
      </h3>
      {reasons.map((reason) => (
        <p class="reason" key={reason}>
          {reason}
        </p>
      ))}
      <div class="columns">
        <div>
          <h4>Avant</h4>
          <p>{before.length === 0 ? <em>Rien</em> : <Words words={before} side="removed" />}</p>
        </div>
        <div>
          <h4>Après</h4>
          <p>{after.length === 0 ? <em>Rien</em> : <Words words={after} side="added" />}</p>
        </div>
      </div>
    </section>
  );
};

/** What reads differently, side by side; passages that carry a proposal say why. */
export const SideBySide = ({ difference, highlights = [] }: { difference: Difference; highlights?: Highlight[] }) => {
  const { passages, wordsAdded, wordsRemoved } = difference;
  if (passages.length === 0) return <p class="empty">Aucun passage ne se lit autrement : seule la présentation ou la date a changé.</p>;
  return (
    <>
      <p>
        {counted(passages.length, 'passage modifié', 'passages modifiés')} : {counted(wordsAdded, 'mot ajouté', 'mots ajoutés')},{' '}
        {counted(wordsRemoved, 'mot supprimé', 'mots supprimés')}.
      </p>
      {passages.map((passage, position) => (
        <PassageColumns key={position} passage={passage} reasons={highlights.find((one) => one.position === position)?.reasons ?? []} />
      ))}
    </>
  );
};
