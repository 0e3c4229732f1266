import { Duration, Stack, type StackProps } from 'aws-cdk-lib';
import type { HttpApi } from 'aws-cdk-lib/aws-apigatewayv2';
import { Dashboard, GraphWidget, type IMetric, Metric } from 'aws-cdk-lib/aws-cloudwatch';
import type { Construct } from 'constructs';
import { HurtAlarm, type HurtAlarmProps } from '../constructs/alarm.ts';
import { API_STAGE } from '../constructs/declared-api.ts';
import { countLines, lineCount, metricCodes } from '../constructs/log-metrics.ts';
import type { WorkQueue } from '../constructs/work-queue.ts';
import type { AlertsStack } from './alerts.ts';
import type { DataStack } from './data.ts';
import type { EventsStack } from './events.ts';
import type { FichesStack } from './fiches.ts';
import type { MailStack } from './mail.ts';

export interface ObservabilityStackProps extends StackProps {
  data: DataStack;
  events: EventsStack;
  fiches: FichesStack;
  alerts: AlertsStack;
  mail: MailStack;
  api: HttpApi;
}

const FIVE_MINUTES = Duration.minutes(5);
const HALF_WIDTH = 12;

type Hurt = Omit<HurtAlarmProps, 'topic'>;

/** The few things that ring, and the one page where the whole service is seen. Dead letters ring beside their queues. */
export class ObservabilityStack extends Stack {
  constructor(scope: Construct, id: string, { data, events, fiches, alerts, mail, api, ...props }: ObservabilityStackProps) {
    super(scope, id, props);
    const namespace = `Parvis/${data.house.stage.name}`;
    countLines(this, data.house.logGroup, namespace);
    const serverErrors = apiMetric(api, '5xx', 'Sum');
    const outboxAge = events.publisher.metric('IteratorAge', { period: Duration.minutes(1), statistic: 'Maximum' });
    const deliveryAge = oldestOf(alerts.delivery);
    const urgentAge = oldestOf(alerts.deliveryUrgent);
    const bounceRate = reputation(mail, 'Reputation.BounceRate');
    const complaintRate = reputation(mail, 'Reputation.ComplaintRate');
    const alarms: Record<string, Hurt> = {
      ApiErrors: {
        metric: serverErrors,
        threshold: 5,
        evaluationPeriods: 1,
        why: 'Des personnes voient leurs demandes échouer par notre faute (au moins cinq réponses 5xx en cinq minutes).',
        runbook: 'api-errors',
      },
      StuckOutbox: {
        metric: outboxAge,
        threshold: Duration.minutes(2).toMilliseconds(),
        evaluationPeriods: 3,
        why: 'Rien de ce qui se publie ne parvient plus au site, à la recherche ni aux abonnés.',
        runbook: 'stuck-outbox',
      },
      SlowDelivery: {
        metric: deliveryAge,
        threshold: Duration.minutes(15).toSeconds(),
        evaluationPeriods: 5,
        why: 'Des abonnés attendent depuis plus d’un quart d’heure une alerte déjà partie pour d’autres.',
        runbook: 'slow-delivery',
      },
      SlowUrgentDelivery: {
        metric: urgentAge,
        threshold: Duration.minutes(2).toSeconds(),
        evaluationPeriods: 2,
        why: 'Des abonnés attendent depuis plus de deux minutes une alerte urgente.',
        runbook: 'slow-delivery',
      },
      LatePublications: {
        metric: fiches.due.metricErrors({ period: FIVE_MINUTES }),
        threshold: 3,
        evaluationPeriods: 1,
        why: 'Une révision que l’éditeur a programmée ne paraît pas à l’heure dite.',
        runbook: 'late-publications',
      },
      LateAlerts: {
        metric: alerts.due.metricErrors({ period: FIVE_MINUTES }),
        threshold: 3,
        evaluationPeriods: 1,
        why: 'Des abonnés ne sont pas prévenus d’une modification qui attendait la fin du délai entre deux alertes d’une même fiche.',
        runbook: 'late-alerts',
      },
      FailedPublications: {
        metric: lineCount(namespace, 'draft.due-failed', FIVE_MINUTES),
        threshold: 3,
        evaluationPeriods: 1,
        why: 'Une révision que l’éditeur a programmée est refusée à chaque essai et ne paraît pas.',
        runbook: 'late-publications',
      },
      StaleArchive: {
        metric: lineCount(namespace, 'archive.fetch-failed', Duration.hours(1)),
        threshold: 1,
        evaluationPeriods: 1,
        why: 'Des citoyens lisent des fiches d’hier : l’archive officielle n’a pas pu être retirée.',
        runbook: 'stale-archive',
      },
      RefusedMails: {
        metric: lineCount(namespace, 'mail.refused', FIVE_MINUTES),
        threshold: 3,
        evaluationPeriods: 1,
        why: 'Des abonnés n’auront jamais l’alerte qu’ils attendent : le service de courriel refuse leurs messages pour de bon.',
        runbook: 'refused-mails',
      },
      SmsBudget: {
        metric: lineCount(namespace, 'sms.budget-used', Duration.hours(1)),
        threshold: 1,
        evaluationPeriods: 1,
        why: 'Ceux qui ont choisi le SMS reçoivent un courriel à la place, et personne ne peut vérifier un numéro : le budget du mois est épuisé.',
        runbook: 'sms-budget',
      },
      DisabledWebhooks: {
        metric: lineCount(namespace, 'webhook.disabled', FIVE_MINUTES),
        threshold: 1,
        evaluationPeriods: 1,
        why: 'Un partenaire n’est plus prévenu de rien : son adresse ne répond plus depuis cinq jours, ou dit ne plus rien vouloir.',
        runbook: 'failing-webhooks',
      },
      StateProviders: {
        metric: lineCount(namespace, 'federation.unavailable', FIVE_MINUTES),
        threshold: 5,
        evaluationPeriods: 1,
        why: 'Des personnes n’arrivent plus à se connecter avec FranceConnect ou ProConnect : le service ne répond pas, ou refuse notre secret.',
        runbook: 'state-providers',
      },
      LateClosings: {
        metric: lineCount(namespace, 'space.closing-failed', Duration.hours(1)),
        threshold: 3,
        evaluationPeriods: 1,
        why: 'Une association dont la fermeture a été confirmée reste en ligne, avec ses documents, après la date annoncée.',
        runbook: 'late-closings',
      },
      BounceRate: {
        metric: bounceRate,
        threshold: 0.04,
        evaluationPeriods: 1,
        why: 'Tous les abonnés risquent de ne plus rien recevoir : trop d’adresses rejettent nos courriels.',
        runbook: 'mail-reputation',
      },
      ComplaintRate: {
        metric: complaintRate,
        threshold: 0.0008,
        evaluationPeriods: 1,
        why: 'Tous les abonnés risquent de ne plus rien recevoir : trop de personnes signalent nos courriels comme indésirables.',
        runbook: 'mail-reputation',
      },
      StoppedSending: {
        metric: lineCount(namespace, 'sending.stopped', FIVE_MINUTES),
        threshold: 1,
        evaluationPeriods: 1,
        why: 'Personne ne reçoit plus aucun courriel : les envois sont arrêtés, par la règle de réputation ou par un administrateur.',
        runbook: 'mail-reputation',
      },
    };
    for (const [name, hurt] of Object.entries(alarms)) new HurtAlarm(this, name, { ...hurt, topic: data.alarmTopic });
    new Dashboard(this, 'Dashboard', {
      widgets: [
        [graph('API : réponses', [apiMetric(api, 'Count', 'Sum'), apiMetric(api, '4xx', 'Sum'), serverErrors])],
        [graph('API : durée (ms)', [apiMetric(api, 'Latency', 'p50'), apiMetric(api, 'Latency', 'p99')])],
        [
          graph('Événements : retard de la publication (ms)', [outboxAge]),
          graph('Alertes : attente du plus ancien envoi (s)', [deliveryAge, urgentAge]),
        ],
        [graph('Courriels : taux de rejet et de signalement', [bounceRate, complaintRate])],
        [
          graph(
            'Journal : lignes comptées',
            metricCodes.map((code) => lineCount(namespace, code, FIVE_MINUTES)),
          ),
        ],
      ],
    });
  }
}

const graph = (title: string, left: IMetric[]): GraphWidget => new GraphWidget({ title, left, width: HALF_WIDTH });

const oldestOf = ({ queue }: WorkQueue): Metric =>
  queue.metricApproximateAgeOfOldestMessage({ period: Duration.minutes(1), statistic: 'Maximum' });

const apiMetric = (api: HttpApi, metricName: string, statistic: string): Metric =>
  new Metric({
    namespace: 'AWS/ApiGateway',
    metricName,
    statistic,
    period: FIVE_MINUTES,
    dimensionsMap: { ApiId: api.apiId, Stage: API_STAGE },
  });

const reputation = (mail: MailStack, metricName: string): Metric =>
  new Metric({
    namespace: 'AWS/SES',
    metricName,
    statistic: 'Average',
    period: Duration.hours(1),
    dimensionsMap: { 'ses:configuration-set': mail.configurationSetName },
  });
