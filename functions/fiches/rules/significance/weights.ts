import type { Weights } from './signals.ts';

/** Written by `npm run significance -- FOLDER --train`: never by hand. */
export const weights: Weights = {
  undated: {
    bias: -3.975,
    of: {
      /** Le texte de la fiche change, et pas seulement ce qui l’entoure. */
      textChanged: 0.956,
      /** Mots que la fiche ne contenait nulle part (logarithme du nombre). */
      newWords: 0.12,
      /** Mots changés dans cette fiche, hors modifications répétées dans d’autres (logarithme du nombre). */
      ownWords: 0.168,
      /** Passages où seules la ponctuation ou les majuscules changent, signe d’une fiche relue en entier (logarithme du nombre). */
      reformatted: 0.316,
      /** Un montant en remplace un autre. */
      amountRevised: 2.296,
      /** Montants revalorisés de moins de 6 % (logarithme du nombre). */
      amountsRevalued: 0.28,
      /** Un montant est seulement arrondi autrement. */
      amountRounded: -1.653,
      /** Le texte cite une date récente qu’il ne citait pas. */
      recentDate: 1.683,
      /** Un bandeau qui annonçait une réforme disparaît et le texte change. */
      reformArrived: 1.806,
      /** Lois et décrets récents ajoutés aux textes de référence (logarithme du nombre). */
      newLaw: 2.76,
      /** Services en ligne ou formulaires retirés (logarithme du nombre). */
      serviceGone: 0.268,
      /** L’introduction change, ce que fait souvent une simple réécriture. */
      introductionChanged: -0.313,
      /** Le titre change, ce que fait souvent une simple réécriture. */
      titleChanged: -0.452,
      /** Mots nouveaux du passage qui en dit le plus (logarithme du nombre). */
      newPassage: 0.538,
    },
  },
  dated: {
    bias: -4.385,
    of: {
      /** Le texte de la fiche change, et pas seulement ce qui l’entoure. */
      textChanged: 0.363,
      /** Mots que la fiche ne contenait nulle part (logarithme du nombre). */
      newWords: 0.329,
      /** Mots changés dans cette fiche, hors modifications répétées dans d’autres (logarithme du nombre). */
      ownWords: 0.111,
      /** Passages où seules la ponctuation ou les majuscules changent, signe d’une fiche relue en entier (logarithme du nombre). */
      reformatted: 0.202,
      /** Un montant en remplace un autre. */
      amountRevised: 1.344,
      /** Montants revalorisés de moins de 6 % (logarithme du nombre). */
      amountsRevalued: 0.175,
      /** Un montant est seulement arrondi autrement. */
      amountRounded: -1.149,
      /** Le texte cite une date récente qu’il ne citait pas. */
      recentDate: 1.486,
      /** Un bandeau qui annonçait une réforme disparaît et le texte change. */
      reformArrived: 1.608,
      /** Lois et décrets récents ajoutés aux textes de référence (logarithme du nombre). */
      newLaw: 2.866,
      /** Services en ligne ou formulaires retirés (logarithme du nombre). */
      serviceGone: 0.449,
      /** L’introduction change, ce que fait souvent une simple réécriture. */
      introductionChanged: -0.53,
      /** Le titre change, ce que fait souvent une simple réécriture. */
      titleChanged: -0.5,
      /** La date de modification de service-public.fr avance. */
      dateMoved: 2.052,
      /** Cette date est un premier du mois, comme les entrées en vigueur. */
      dateOfEffect: 1.774,
    },
  },
};
