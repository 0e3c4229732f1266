/** Two accounts are never merged: what to do instead, step by step. */
export const TwoAccounts = () => (
  <section aria-labelledby="deux-comptes">
    <h2 id="deux-comptes">Vous avez deux comptes ?</h2>
    <p>Deux comptes ne peuvent pas être réunis en un seul. Voici comment n’en garder qu’un :</p>
    <ol>
      <li>choisissez le compte que vous gardez, et téléchargez tout ce que contient l’autre ;</li>
      <li>
        si l’autre compte est membre d’une association, invitez-y d’abord l’adresse du compte que vous gardez, et acceptez l’invitation ;
      </li>
      <li>
        dans l’autre compte, <a href="#/compte/donnees">demandez sa suppression</a> ;
      </li>
      <li>ajoutez dans le compte gardé ce qui vous est utile. S’il n’y a pas d’autre membre, ajoutez-y de nouveau l’association.</li>
    </ol>
  </section>
);
