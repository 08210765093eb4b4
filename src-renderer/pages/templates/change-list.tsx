import type { TemplateChange } from '../../../src-shared/templates/changes.ts'
import { words } from '../../words/words.ts'

/** What changed, a thing each, with what each property was and is. */
export function ChangeList({ changes, most }: { changes: readonly TemplateChange[]; most: number }) {
  return (
    <>
      <ul className="template-changes">
        {changes.slice(0, most).map((change) => (
          <li key={`${change.what} ${change.name} ${change.how}`}>
            <div className="change">
              <span>{words.galleryDetails.thing(change.what, change.name)}</span>
              <span className="change-how" data-how={change.how}>
                {words.galleryDetails.how[change.how]}
              </span>
            </div>
            {change.details.length > 0 && (
              <dl className="change-details">
                {change.details.map(({ property, from, to }) => (
                  <div key={property}>
                    <dt>{property}</dt>
                    <dd>
                      <del>
                        <bdi>{from ?? words.galleryDetails.nothing}</bdi>
                      </del>
                      <span aria-hidden="true"> → </span>
                      <ins>
                        <bdi>{to ?? words.galleryDetails.nothing}</bdi>
                      </ins>
                    </dd>
                  </div>
                ))}
              </dl>
            )}
          </li>
        ))}
      </ul>
      {changes.length > most && (
        <p className="facts-quiet">{words.galleryDetails.moreChanges(changes.length - most)}</p>
      )}
    </>
  )
}
