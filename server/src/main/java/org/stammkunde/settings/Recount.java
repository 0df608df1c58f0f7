package org.stammkunde.settings;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.stereotype.Component;
import org.stammkunde.database.SessionLock;
import org.stammkunde.events.Projector;
import org.stammkunde.jobs.ServerThread;
import org.stammkunde.merchant.Merchant;
import org.stammkunde.merchant.MerchantSettings;
import org.stammkunde.merchant.MerchantSettings.Counted;

/**
 * Counts everything anew after the zone or the currency was changed, or the program was replaced by
 * one that counts differently. What for is read from the database, so a change before a stop of the
 * server is not forgotten; of several servers one does it.
 */
@Component
@ConditionalOnWebApplication
class Recount extends ServerThread {

    private static final Logger LOG = LoggerFactory.getLogger(Recount.class);

    /** To be raised with every change after which the same facts are counted differently. */
    private static final int REVISION = 2;

    /** Others may change settings, too: the first start, a command, another server. */
    private static final int LOOK_AGAIN_SECONDS = 30;

    private static final int LOCK = 0x5e77;

    private final MerchantSettings settings;
    private final Projector projector;
    private final DataSource database;
    private final Semaphore news = new Semaphore(0);

    Recount(MerchantSettings settings, Projector projector, DataSource database) {
        super("recount");
        this.settings = settings;
        this.projector = projector;
        this.database = database;
    }

    /** Looks soon whether there is something to do. */
    void announce() {
        news.release();
    }

    /** Whether figures are still those of a former zone, currency or program. */
    boolean isDue() {
        return !settings.counted().equals(wanted());
    }

    private Counted wanted() {
        Merchant now = settings.current();
        return new Counted(now.zone(), now.currency(), REVISION);
    }

    @Override
    protected void workUntilInterrupted() {
        while (!Thread.currentThread().isInterrupted()) {
            countWhereDue();
            try {
                if (news.tryAcquire(LOOK_AGAIN_SECONDS, TimeUnit.SECONDS)) {
                    news.drainPermits();
                }
            } catch (InterruptedException stopping) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void countWhereDue() {
        try {
            if (isDue()) {
                count();
            }
        } catch (RuntimeException failed) {
            LOG.error("figures cannot be counted anew, trying again", failed);
        }
    }

    private void count() {
        try (SessionLock lock = new SessionLock(database, LOCK, 0)) {
            Counted wanted = wanted();
            if (lock.hold() && isDue()) {
                LOG.info("counting everything anew: {} instead of {}", wanted, settings.counted());
                projector.rebuild();
                settings.noteCounted(wanted);
            }
        }
    }
}
