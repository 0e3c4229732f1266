import { consumers } from '../../../schemas/events/index.ts';
import { dynamo } from '../../shared/aws.ts';
import { systemClock as clock } from '../../shared/clock.ts';
import { eventConsumer } from '../../shared/consumer.ts';
import { readEnvironment } from '../../shared/environment.ts';
import { letterPost } from '../../shared/store/letter-post.ts';
import { onOpeningAsked } from '../federation/on-opening-asked.ts';
import { letterReactions } from '../on-letter-asked.ts';
import { protectionLetters } from '../on-protection-news.ts';
import { openingFinder } from '../store/federation/openings.ts';
import { linkStore } from '../store/links.ts';
import { doorKeys, wirePeople } from './people.ts';

export const wireLetters = () => {
  const environment = readEnvironment('identity-letters');
  const client = dynamo();
  const dependencies = {
    post: letterPost(client, environment),
    people: wirePeople(client, environment),
    links: linkStore(client, environment.LINKS_TABLE),
    openings: { find: openingFinder(client, environment.IDENTITIES_TABLE) },
    linkKeys: doorKeys(environment.IDENTITY_KEYS_SECRET),
    siteAddress: environment.SITE_ADDRESS,
    clock,
  };
  return eventConsumer(consumers['identity-letters'], {
    ...letterReactions(dependencies),
    ...protectionLetters(dependencies),
    'identity.opening-asked': onOpeningAsked(dependencies),
  });
};
