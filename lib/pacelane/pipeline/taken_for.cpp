#include <pacelane/context/people.h>
#include <pacelane/pipeline/taken_for.h>
#include <set>

namespace pacelane::pipeline {

std::vector<std::string> names_taken_for(store::Store& store, const store::User& user) {
    const auto documents = store.names_in_documents(user);
    context::People all;
    if (!user.name.empty()) all.add(user.name);
    for (const auto& [path, names] : documents)
        for (const auto& name : names)
            all.add(name);
    const context::Self self{user.name, user.handle, user.aliases};
    std::set<std::string> taken;
    for (const auto& [path, names] : documents) {
        context::People people;
        for (const auto& name : names)
            people.add(name);
        for (const auto& name : names)
            if (self.is(name, people, all)) taken.insert(name);
    }
    return {taken.begin(), taken.end()};
}

}  // namespace pacelane::pipeline
