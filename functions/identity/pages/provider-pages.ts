import { type StateProvider, stateProviderNames } from '../../../schemas/federation.ts';
import { html, page, raw } from '../../shared/html.ts';

/** What people can do when a service sent them here with a request that is not right; which part is wrong is the service's business. */
const explanations: Record<string, string> = {
  invalid_client: 'Le service qui vous envoie ici n’est pas connu de Parvis, ou ne l’est plus.',
  invalid_redirect_uri: 'Le service qui vous envoie ici demande un retour à une adresse qui n’est pas la sienne.',
  server_error: 'Une erreur est survenue chez nous. Réessayez dans un instant.',
};

/** For whoever comes with a request that leads nowhere: they can only go back to where they came from. */
export const brokenRequestPage = (error: string): string =>
  page(
    'Connexion impossible',
    html`<h1>Connexion impossible</h1>
<p>${explanations[error] ?? 'La page a expiré, ou l’adresse est incomplète.'}</p>
<p>Revenez au service où vous étiez et recommencez. Si le problème persiste, écrivez-lui en citant le code « ${error} ».</p>
<p><a href="/">Aller à l’accueil de Parvis</a></p>`,
  );

/** What the button says that signs out of Parvis and then offers to leave the others. */
export const ELSEWHERE = 'elsewhere';

/** `form` is the provider's own, with what proves that it made it; `used`: by what the person came in, where the way back would pass by the offer to leave that too. */
export const askToSignOut = (form: string, used: readonly StateProvider[] = []): string => {
  const names = used.map((provider) => stateProviderNames[provider]).join(' et ');
  const buttons = html`<p class="actions"><button type="submit" name="logout" value="yes">Me déconnecter</button>
${names && html`<button type="submit" name="logout" value="${ELSEWHERE}" class="quiet">Me déconnecter aussi de ${names}</button>`}</p>`;
  return page(
    'Se déconnecter',
    html`<h1>Se déconnecter ?</h1>
<p>Vous serez déconnecté de Parvis dans ce navigateur, et des services où vous êtes entré avec ce compte s’ils le demandent.</p>
${names && html`<p>Vous avez utilisé ${names} : votre session peut y être encore ouverte.</p>`}
${raw(form.replace('</form>', `${buttons}</form>`))}
<p><a href="/">Rester connecté et revenir à l’accueil</a></p>`,
  );
};
