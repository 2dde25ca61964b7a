#include "measure.h"
namespace pacelane::bench {
bool queue_group_commit(const Settings&) {
    return true;
}
}  // namespace pacelane::bench
