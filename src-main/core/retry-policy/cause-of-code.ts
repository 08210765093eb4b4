import type { Cause, Resource } from '../../../src-shared/farm/causes.ts'

export type Judged = { cause: Cause; resource: Resource | null }

const of = (cause: Cause, codes: string, resource: Resource | null = null): [string, Judged][] =>
  codes
    .trim()
    .split(/\s+/)
    .map((code) => [code, { cause, resource }])

/**
 * Every code that an error of this code base can have, and those of Node, of the system and of SQLite that an unforeseen error may
 * carry. A test finds codes that are not here.
 */
export const causeOfCode: ReadonlyMap<string, Judged> = new Map([
  ...of(
    'row',
    `
    archive.broken archive.encrypted archive.exists archive.kind archive.missing archive.unsafe folder.special folder.too-large
    template.draft-taken template.in-use template.name template.no-draft template.no-version template.not-comparable template.not-removed template.renamed template.several
    template.shipped template.stopped template.taken template.under-way template.version
    artifacts.policy asset.address asset.certificate asset.changed asset.characters asset.credentials asset.device
    asset.drive asset.empty asset.fallback asset.fetch-off asset.folder asset.forbidden asset.kind
    asset.local-address asset.missing asset.name asset.network-path asset.outside asset.port asset.redirect asset.root
    asset.scheme asset.several asset.stream asset.too-large
    batch.elsewhere batch.not-found calibration.stopped check.running check.stopped command.unknown copy.stopped
    comment.not-found corrections.column corrections.table
    decisions.altered decisions.foreign decisions.malformed decisions.too-large decisions.unknown-package decisions.unreadable
    data.delimiter data.empty data.encoding-unknown data.gzip-broken data.header-only data.is-folder data.json
    data.json-shape data.list-missing data.mapping data.missing data.not-a-table data.not-what-its-name-says
    data.packed data.password data.query data.quote-open data.record-too-long data.sheet-missing data.sqlite data.strict
    data.table-missing data.table-unnamed data.too-wide data.unpacks-too-large data.unreadable data.workbook data.zip
    decision.not-found editor.overtaken editor.stopped editor.superseded editor.unknown
    expression.invalid expression.value file.link folder.name font.broken font.missing font.unknown format.unknown
    glyph.missing graph.exists graph.kind graph.not-written image.small job.not-done job.not-found jobs.too-many key.column-missing media.unknown
    key.empty key.repeated key.unusable language.unknown locale.conflict locale.invalid
    media.alpha-unsupported media.broken media.cut-short media.hdr-unsupported media.missing media.no-access
    media.no-picture media.no-sound media.not-readable media.too-large media.too-long media.too-short
    motion.too-large name.collision name.pattern output.exists output.in-use output.changed output.missing package.empty package.exists package.stopped package.too-many package.under-way percent.small
    picture.broken picture.changed picture.cut-short picture.external picture.given-up picture.kind picture.size picture.too-large
    picture.unreadable plan.running plan.stopped quality.no-videos quality.nothing-finished quality.profile-exists quality.profile-file quality.profile-missing quality.profile-shipped quality.profiles-full quality.too-many-videos
    quality.running quality.stopped queue.begun queue.circle queue.not-finished queue.over raster.too-large request.invalid review.several-batches
    row.json row.not-mended row.quotes row.set-aside row.too-few-cells row.too-many-cells row.unknown rows.invalid rows.none
    rows.strict sample.not-found sample.changed sample.decided sample.empty sample.lot-open sample.no-variable sample.stopped scenes.none still.exists still.time store.foreign store.from-the-future store.no-backup store.not-damaged table.not-open table.record
    target.unreadable template.changed template.files template.invalid template.missing template.unknown text.overflow unit.not-found`,
  ),
  ...of(
    'row',
    'door.browser door.port page.not-built studio.held studio.named upload.broken-off upload.name upload.stopped upload.too-much use.wrong',
  ),
  ...of(
    'transient',
    `
    artifacts.in-use artifacts.unwritable asset.changing asset.fetch asset.unreadable cancelled clip.wrong ffmpeg.crashed
    ffmpeg.failed ffmpeg.hung ffmpeg.killed ffmpeg.missing ffmpeg.trial ffmpeg.unusable file.unwritable
    folder.not-writable media.changed media.probe-crashed media.too-slow motion.picture.broken motion.picture.unreadable
    output.wrong picture.too-slow render.failed render.frames poster.given-up source.gone studio.closed studio.closing
    EAGAIN EBUSY ECONNREFUSED ECONNRESET EINTR EMFILE ENFILE EPIPE ETIMEDOUT ETXTBSY SQLITE_BUSY SQLITE_LOCKED`,
  ),
  ...of('resource', 'asset.disk disk.full EDQUOT ENOSPC SQLITE_FULL', 'disk'),
  ...of('resource', 'memory.refused ENOMEM ERR_MEMORY_ALLOCATION_FAILED ERR_WORKER_OUT_OF_MEMORY', 'memory'),
  ...of(
    'resource',
    `disk.unreadable folder.gone share.gone share.read-only EHOSTDOWN EHOSTUNREACH EIO ENETDOWN ENETRESET ENETUNREACH ENODEV ENOLINK ENONET ENOTCONN EREMOTEIO
    ESTALE`,
    'share',
  ),
  ...of('encoder', 'encoder.failed encoder.sessions'),
  ...of(
    'ours',
    `
    clip.unreadable encoder.missing ffmpeg.replaced internal sound.no-encoder store.backup-failed store.damaged
    store.migration store.missing store.setting store.unreadable store.unwritable`,
  ),
])
