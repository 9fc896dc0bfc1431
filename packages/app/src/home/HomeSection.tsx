import { Card, CardBody, CardHeader, Link, Text } from '@backstage/ui';
import { useId, type ReactNode } from 'react';
import styles from './HomeSection.module.css';

/** A card of the home page: a heading, the way to more, and what is shown. */
export const HomeSection = (props: {
  title: string;
  link?: { to: string; text: string };
  children: ReactNode;
}) => {
  const headingId = useId();
  return (
    <section aria-labelledby={headingId}>
      <Card>
        <CardHeader>
          <div className={styles.header}>
            <Text as="h2" id={headingId} variant="title-x-small" weight="bold">
              {props.title}
            </Text>
            {props.link && (
              <Link href={props.link.to} variant="body-small">
                {props.link.text}
              </Link>
            )}
          </div>
        </CardHeader>
        <CardBody>{props.children}</CardBody>
      </Card>
    </section>
  );
};
