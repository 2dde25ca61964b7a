// What another program does with the installed library: a queue in memory; prints the number of messages
// read.
#include <cstdio>
#include <pacelane/queue/queue.h>
#include <pacelane/store/migrations.h>

int main() {
    pacelane::SystemClock clock;
    pacelane::sqlite::Connection connection(":memory:", {});
    connection.execute(
        "CREATE TABLE queues (queue_name TEXT NOT NULL, table_suffix TEXT PRIMARY KEY, created_at TEXT NOT "
        "NULL)");
    pacelane::queue::Queues queues(connection, clock);
    queues.create("jobs");
    queues.send("jobs", R"({"hello": "world"})");
    std::printf("%zu\n", queues.read("jobs", std::chrono::seconds(30)).size());
}
