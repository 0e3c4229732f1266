import type { AlertPreferences, weekdays } from '../../../../schemas/preferences.ts';
import { alerts } from '../../../../schemas/routes/alerts.ts';
import { Loaded, useLoading } from '../../calls/loading.tsx';
import { CheckField, SelectField, TextField } from '../../forms/field.tsx';
import { Form } from '../../forms/form.tsx';
import { useKept } from '../../forms/kept.ts';
import { Page } from '../../frame/page.tsx';
import { useApi, useParvis } from '../../frame/parvis.ts';
import { frequencyNames } from '../subscriptions/frequencies.ts';
import { MailStopped } from '../subscriptions/mail-stopped.tsx';
import { PhonePart } from './phone-part.tsx';

const dayNames: Record<(typeof weekdays)[number], string> = {
  monday: 'Lundi',
  tuesday: 'Mardi',
  wednesday: 'Mercredi',
  thursday: 'Jeudi',
  friday: 'Vendredi',
  saturday: 'Samedi',
  sunday: 'Dimanche',
};

const hours = Array.from({ length: 24 }, (_, hour) => [String(hour), `${hour} h`] as const);
const entriesOf = <Name extends string>(names: Record<Name, string>) => Object.entries(names) as [Name, string][];

export const AlertPreferencesPage = () => {
  const { me } = useParvis();
  const api = useApi(alerts);
  const loading = useLoading(() => api.readAlertPreferences());
  return (
    <Page title="Mes alertes">
      <p>Ces choix valent pour tous vos abonnements, dans tous vos espaces.</p>
      <MailStopped mail={me.mail} />
      <Loaded of={loading}>{(preferences) => <PreferencesForm kept={preferences} onSaved={loading.show} />}</Loaded>
      <PhonePart />
    </Page>
  );
};

const PreferencesForm = ({ kept, onSaved }: { kept: AlertPreferences; onSaved: (saved: AlertPreferences) => void }) => {
  const api = useApi(alerts);
  const { say } = useParvis();
  const { values, change, forget } = useKept('alertes', kept);
  const save = async () => {
    const saved = await api.changeAlertPreferences({ body: values });
    forget(saved);
    onSaved(saved);
    say('Vos choix sont enregistrés.');
  };
  return (
    <section aria-labelledby="quand">
      <h2 id="quand">Quand être prévenu</h2>
      <Form action="Enregistrer" onSend={save}>
        {(errorOf) => (
          <>
            <SelectField
              name="defaultFrequency"
              label="Mon choix habituel"
              hint="Pour chaque fiche, vous pouvez choisir autre chose dans vos abonnements."
              error={errorOf('defaultFrequency')}
              value={values.defaultFrequency}
              options={entriesOf(frequencyNames)}
              onValue={(defaultFrequency) => change({ defaultFrequency })}
            />
            <div class="fields">
              <SelectField
                name="hour"
                label="Heure des récapitulatifs"
                error={errorOf('hour')}
                value={String(values.hour)}
                options={hours}
                onValue={(hour) => change({ hour: Number(hour) })}
              />
              <SelectField
                name="weekday"
                label="Jour du récapitulatif de la semaine"
                error={errorOf('weekday')}
                value={values.weekday}
                options={entriesOf(dayNames)}
                onValue={(weekday) => change({ weekday })}
              />
            </div>
            {(values.weekday === 'saturday' || values.weekday === 'sunday') && (
              <SelectField
                name="weekend"
                label="Le récapitulatif du week-end"
                error={errorOf('weekend')}
                value={values.weekend}
                options={[
                  ['same-day', 'Part le jour même'],
                  ['next-monday', 'Part le lundi qui suit'],
                ]}
                onValue={(weekend) => change({ weekend })}
              />
            )}
            <TextField
              name="zone"
              label="Fuseau horaire"
              hint="Par exemple Europe/Paris, Indian/Reunion ou Pacific/Noumea."
              error={errorOf('zone')}
              value={values.zone}
              onValue={(zone) => change({ zone })}
              list="fuseaux"
            />
            <datalist id="fuseaux">
              {zones.map((zone) => (
                <option key={zone} value={zone} />
              ))}
            </datalist>
            <CheckField
              name="digestsPaused"
              label="Suspendre mes récapitulatifs (les alertes envoyées tout de suite continuent)"
              checked={values.digestsPaused}
              onChecked={(digestsPaused) => change({ digestsPaused })}
            />
          </>
        )}
      </Form>
    </section>
  );
};

/** Where French time is another than in Paris. */
const zones = [
  'Europe/Paris',
  'America/Guadeloupe',
  'America/Martinique',
  'America/Cayenne',
  'America/Miquelon',
  'Indian/Reunion',
  'Indian/Mayotte',
  'Pacific/Noumea',
  'Pacific/Tahiti',
  'Pacific/Wallis',
];
