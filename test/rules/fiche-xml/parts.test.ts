import { describe, expect, it } from 'vitest';
import { contentOf, p } from '../../doubles/fiche-xml.ts';

describe('the parts of a page', () => {
  it('come apart: banners, situations, contacts, services, references, links, definitions', () => {
    const content = contentOf({
      content: `<Avertissement ID="R1" date="2020-01-01"><Titre>Covid-19</Titre><Texte><Paragraphe>Fermé.</Paragraphe></Texte></Avertissement>
        <Introduction><Texte><Paragraphe>Bonjour.</Paragraphe></Texte></Introduction>
        <ListeSituations affichage="onglet"><Situation><Titre>Majeur</Titre><Texte><Paragraphe>a</Paragraphe></Texte></Situation></ListeSituations>
        <VoirAussi important="non"><Fiche ID="F9" audience="Particuliers"><Titre>Passeport</Titre><Theme ID="N1"><Titre>Papiers</Titre></Theme></Fiche></VoirAussi>
        <QuiPeutMAider ID="R4" type="Local"><Titre>Point d’accueil</Titre></QuiPeutMAider>
        <Reference type="Texte de référence" URL="https://exemple.fr/loi" ID="R7"><Titre>Loi</Titre><Complement>Article 2</Complement></Reference>
        <ServiceEnLigne ID="R8" URL="https://exemple.fr/cerfa" type="Formulaire" numerocerfa="123*04"><Titre>Demande</Titre><Source ID="R1">Ministère</Source></ServiceEnLigne>
        <PourEnSavoirPlus type="Information pratique" ID="R9" URL="https://exemple.fr" audience="Particuliers"><Titre>Guide</Titre><Source>Anil</Source></PourEnSavoirPlus>
        <PourEnSavoirPlus type="Information pratique" ID="R10" audience="Particuliers"><Titre>Brochure</Titre></PourEnSavoirPlus>
        <Abreviation ID="R11" type="Sigle"><Titre>Pacs</Titre><Texte><Paragraphe>Pacte civil</Paragraphe></Texte></Abreviation>`,
    });
    expect(content).toMatchObject({
      kind: 'fiche',
      theme: { id: 'N19810', title: 'Papiers' },
      banners: [{ title: ['Covid-19'], content: [p('Fermé.')] }],
      introduction: [p('Bonjour.')],
      contacts: [{ title: 'Point d’accueil', type: 'Local' }],
      services: [{ title: 'Demande', formNumber: '123*04', source: 'Ministère' }],
      references: [{ title: 'Loi', url: 'https://exemple.fr/loi', complement: 'Article 2' }],
      definitions: [{ id: 'R11', title: 'Pacs', content: [p('Pacte civil')] }],
    });
    expect(content.related).toEqual([
      { title: 'Voir aussi', links: [{ title: 'Passeport', to: { kind: 'fiche', audience: 'particuliers', ficheId: 'F9' } }] },
      { title: 'Pour en savoir plus', links: [{ title: 'Guide – Anil', to: { kind: 'web', url: 'https://exemple.fr' } }] },
    ]);
    expect(content.body).toMatchObject([
      { kind: 'situations', situations: [{ title: ['Majeur'] }] },
      { kind: 'other', element: 'PourEnSavoirPlus' },
    ]);
  });

  it('of a dossier are its sections of links', () => {
    const content = contentOf({
      id: 'N5',
      type: 'Dossier',
      content:
        '<SousDossier ID="N5-1"><Titre>Majeur</Titre><Fiche ID="F7">Première demande</Fiche><Fiche ID="F8">Perte</Fiche></SousDossier>',
    });
    expect(content.kind).toBe('dossier');
    const link = (ficheId: string, text: string) => [
      p({ kind: 'link', to: { kind: 'fiche', audience: 'particuliers', ficheId }, content: [text] }),
    ];
    expect(content.body).toEqual([
      {
        kind: 'section',
        title: ['Majeur'],
        content: [{ kind: 'list', ordered: false, items: [link('F7', 'Première demande'), link('F8', 'Perte')] }],
      },
    ]);
  });

  it('of a form are its address, its numbers and the fiches that use it', () => {
    const content = contentOf({
      id: 'R5',
      type: 'Formulaire',
      audience: 'Professionnels',
      content: `<NumeroCerfa>135*02</NumeroCerfa><AutreNumero>12-GD</AutreNumero><LienWeb URL="https://exemple.fr/f"><Source>Impôts</Source></LienWeb>
        <FicheLiee ID="F7" audience="Particuliers"><Titre>Taxe</Titre><Dossier ID="N1">Impôts</Dossier></FicheLiee>`,
    });
    expect(content).toMatchObject({
      kind: 'service',
      audience: 'professionnels',
      services: [{ url: 'https://exemple.fr/f', formNumber: '135*02', source: 'Impôts', content: [p('Autre numéro : 12-GD')] }],
      related: [{ title: 'Fiches concernées', links: [{ title: 'Taxe' }] }],
      body: [],
    });
  });

  it('of a theme are its sub-themes', () => {
    expect(
      contentOf({
        id: 'N6',
        type: 'Theme',
        content: '<SousTheme ID="N7"><Titre>État civil</Titre><Dossier ID="N8">Actes</Dossier></SousTheme>',
      }),
    ).toMatchObject({
      kind: 'theme',
      body: [{ kind: 'section', title: ['État civil'] }],
    });
  });
});
