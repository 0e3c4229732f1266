import type { Proposal } from '../../../../schemas/revision.ts';

/** What the system proposes, how sure it is and why. The editor decides. */
export const ProposalBox = ({ proposal }: { proposal: Proposal | null }) => {
  if (!proposal) return null;
  const sure = Math.round((proposal.significant ? proposal.confidence : 1 - proposal.confidence) * 100);
  return (
    <section class="box" aria-labelledby="proposition">
      <h2 id="proposition">Proposition : {proposal.significant ? 'modification significative' : 'modification mineure'}</h2>
      <p>Sûreté de la proposition : {sure} %. C’est vous qui décidez.</p>
      {proposal.reasons.length > 0 && (
        <ul>
          {proposal.reasons.map((reason) => (
            <li key={reason}>{reason}</li>
          ))}
        </ul>
      )}
    </section>
  );
};
