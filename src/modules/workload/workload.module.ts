import { Global, Module } from '@nestjs/common';
import { AssessmentModule } from '../assessment/assessment.module.js';
import { TrailFollower } from '../audit/trail-follower.js';
import { RegistrationsModule } from '../registrations/registrations.module.js';
import { SignOffModule } from '../sign-off/sign-off.module.js';
import { CaseloadReader } from './caseload.reader.js';
import { CentreOverviewController } from './centre-overview.controller.js';
import { CentreOverviewReader } from './centre-overview.reader.js';
import { ChangeNotificationSettings } from './change-notification-settings.js';
import { EventPartiesReader } from './event-parties.reader.js';
import { FollowTrail } from './follow-trail.job.js';
import { LearnerScopeReader } from './learner-scope.reader.js';
import { MarkNoticesRead } from './mark-notices-read.js';
import { MyWorkController } from './my-work.controller.js';
import { NotificationsController } from './notifications.controller.js';
import { NotificationsPresenter } from './notifications.presenter.js';
import { NotificationsReader } from './notifications.reader.js';
import { NotificationsStore } from './notifications.store.js';
import { OrderDigests } from './order-digests.js';
import { OrderFollowing } from './order-following.js';
import { OutsidePartiesReader } from './outside-parties.reader.js';
import { ProgressReader } from './progress.reader.js';
import { QueueReader } from './queue.reader.js';
import { RebuildProgress } from './rebuild-progress.js';
import { ReceiversReader } from './receivers.reader.js';
import { RefreshProgress } from './refresh-progress.js';
import { SendDigest } from './send-digest.job.js';
import { TellPeople } from './tell-people.js';
import { TouchedReader } from './touched.reader.js';
import { WalkTrail } from './walk-trail.js';
import { WatchWorkload } from './watch-workload.js';
import { WorkloadStore } from './workload.store.js';

/** Global because the audit room asks it, through `TrailFollower`, to take note of every event. */
@Global()
@Module({
  imports: [RegistrationsModule, AssessmentModule, SignOffModule],
  controllers: [MyWorkController, NotificationsController, CentreOverviewController],
  providers: [
    { provide: TrailFollower, useClass: OrderFollowing },
    WorkloadStore,
    ProgressReader,
    LearnerScopeReader,
    TouchedReader,
    RefreshProgress,
    WalkTrail,
    FollowTrail,
    RebuildProgress,
    QueueReader,
    CaseloadReader,
    CentreOverviewReader,
    EventPartiesReader,
    OutsidePartiesReader,
    TellPeople,
    NotificationsStore,
    NotificationsReader,
    NotificationsPresenter,
    MarkNoticesRead,
    ChangeNotificationSettings,
    ReceiversReader,
    OrderDigests,
    SendDigest,
    WatchWorkload,
  ],
  exports: [TrailFollower],
})
export class WorkloadModule {}
