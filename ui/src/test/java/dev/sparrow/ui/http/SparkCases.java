/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.ui.http;

import java.util.LinkedHashMap;
import java.util.Map;

/// The questions to which Spark's test sources have the answers, by the names of the files that have them.
final class SparkCases {
    private static final Map<String, String> CASES = new LinkedHashMap<>();

    static {
        CASES.put("application list json", "applications");
        CASES.put("completed app list json", "applications?status=completed");
        CASES.put("running app list json", "applications?status=running");
        CASES.put("minDate app list json", "applications?minDate=2015-02-10");
        CASES.put("maxDate app list json", "applications?maxDate=2015-02-10");
        CASES.put("maxDate2 app list json", "applications?maxDate=2015-02-03T16:42:40.000GMT");
        CASES.put("minEndDate app list json", "applications?minEndDate=2015-05-06T13:03:00.950GMT");
        CASES.put("maxEndDate app list json", "applications?maxEndDate=2015-05-06T13:03:00.950GMT");
        CASES.put(
                "minEndDate and maxEndDate app list json",
                "applications?minEndDate=2015-03-16&maxEndDate=2015-05-06T13:03:00.950GMT");
        CASES.put(
                "minDate and maxEndDate app list json",
                "applications?minDate=2015-03-16&maxEndDate=2015-05-06T13:03:00.950GMT");
        CASES.put("limit app list json", "applications?limit=3");
        CASES.put("one app json", "applications/local-1422981780767");
        CASES.put("one app multi-attempt json", "applications/local-1426533911241");
        CASES.put("job list json", "applications/local-1422981780767/jobs");
        CASES.put("job list from multi-attempt app json(1)", "applications/local-1426533911241/1/jobs");
        CASES.put("job list from multi-attempt app json(2)", "applications/local-1426533911241/2/jobs");
        CASES.put("one job json", "applications/local-1422981780767/jobs/0");
        CASES.put("succeeded job list json", "applications/local-1422981780767/jobs?status=succeeded");
        CASES.put(
                "succeeded&failed job list json",
                "applications/local-1422981780767/jobs?status=succeeded&status=failed");
        CASES.put("executor list json", "applications/local-1422981780767/executors");
        CASES.put("executor list with executor metrics json", "applications/application_1553914137147_0018/executors");
        CASES.put("stage list json", "applications/local-1422981780767/stages");
        CASES.put("complete stage list json", "applications/local-1422981780767/stages?status=complete");
        CASES.put("failed stage list json", "applications/local-1422981780767/stages?status=failed");
        CASES.put("one stage json", "applications/local-1422981780767/stages/1");
        CASES.put(
                "one stage json with details",
                "applications/local-1422981780767/stages/1?details=true&taskStatus=success");
        CASES.put("one stage attempt json", "applications/local-1422981780767/stages/1/0");
        CASES.put(
                "one stage attempt json details with failed task",
                "applications/local-1422981780767/stages/1/0?details=true&taskStatus=failed");
        CASES.put("one stage json with partitionId", "applications/local-1642039451826/stages/2");
        CASES.put("stage task summary w shuffle write", "applications/local-1430917381534/stages/0/0/taskSummary");
        CASES.put("stage task summary w shuffle read", "applications/local-1430917381534/stages/1/0/taskSummary");
        CASES.put(
                "stage task summary w/ custom quantiles",
                "applications/local-1430917381534/stages/0/0/taskSummary?quantiles=0.01,0.5,0.99");
        CASES.put("stage task list", "applications/local-1430917381534/stages/0/0/taskList");
        CASES.put(
                "stage task list w/ offset & length",
                "applications/local-1430917381534/stages/0/0/taskList?offset=10&length=50");
        CASES.put(
                "stage task list w/ sortBy",
                "applications/local-1430917381534/stages/0/0/taskList?sortBy=DECREASING_RUNTIME");
        CASES.put(
                "stage task list w/ sortBy short names: -runtime",
                "applications/local-1430917381534/stages/0/0/taskList?sortBy=-runtime");
        CASES.put(
                "stage task list w/ sortBy short names: runtime",
                "applications/local-1430917381534/stages/0/0/taskList?sortBy=runtime");
        CASES.put(
                "stage task list w/ status", "applications/app-20161115172038-0000/stages/0/0/taskList?status=failed");
        CASES.put(
                "stage task list w/ status & offset & length",
                "applications/local-1430917381534/stages/0/0/taskList?status=success&offset=1&length=2");
        CASES.put(
                "stage task list w/ status & sortBy short names: runtime",
                "applications/local-1430917381534/stages/0/0/taskList?status=success&sortBy=runtime");
        CASES.put("stage task list with partitionId", "applications/local-1642039451826/stages/0/0/taskList");
        CASES.put("stage list with accumulable json", "applications/local-1426533911241/1/stages");
        CASES.put("stage with accumulable json", "applications/local-1426533911241/1/stages/0/0");
        CASES.put(
                "stage task list from multi-attempt app json(1)",
                "applications/local-1426533911241/1/stages/0/0/taskList");
        CASES.put(
                "stage task list from multi-attempt app json(2)",
                "applications/local-1426533911241/2/stages/0/0/taskList");
        CASES.put("excludeOnFailure for stage", "applications/app-20180109111548-0000/stages/0/0");
        CASES.put("excludeOnFailure node for stage", "applications/application_1516285256255_0012/stages/0/0");
        CASES.put("rdd list storage json", "applications/local-1422981780767/storage/rdd");
        CASES.put("executor node excludeOnFailure", "applications/app-20161116163331-0000/executors");
        CASES.put("executor node excludeOnFailure unexcluding", "applications/app-20161115172038-0000/executors");
        CASES.put("executor memory usage", "applications/app-20161116163331-0000/executors");
        CASES.put("executor resource information", "applications/application_1555004656427_0144/executors");
        CASES.put("multiple resource profiles", "applications/application_1578436911597_0052/environment");
        CASES.put("stage list with peak metrics", "applications/app-20200706201101-0003/stages");
        CASES.put("stage with peak metrics", "applications/app-20200706201101-0003/stages/2/0");
        CASES.put("stage with summaries", "applications/app-20200706201101-0003/stages/2/0?withSummaries=true");
        CASES.put("app environment", "applications/app-20161116163331-0000/environment");
        CASES.put("one rdd storage json", "applications/local-1422981780767/storage/rdd/0");
        CASES.put("miscellaneous process", "applications/application_1555004656427_0144/allmiscellaneousprocess");
        CASES.put("stage with speculation summary", "applications/application_1628109047826_1317105/stages/0/0/");
    }

    private SparkCases() {}

    /// Paths and queries below `/api/v1/`.
    static Map<String, String> all() {
        return CASES;
    }
}
