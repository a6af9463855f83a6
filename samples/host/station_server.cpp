// Serves alarms to the nurses' stations over TCP: one session for each connection, and a report for whoever asks.
#include "alarm_view.hpp"

#include <sys/socket.h>
#include <sys/types.h>
#include <unistd.h>

#include <cstdio>
#include <cstring>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace host {

namespace {

constexpr std::size_t kRequestSize = 256;

bool sendAll(int socket, std::string_view text)
{
    while (!text.empty()) {
        const ssize_t sent = ::send(socket, text.data(), text.size(), MSG_NOSIGNAL);

        if (sent <= 0) {
            return false;
        }
        text.remove_prefix(static_cast<std::size_t>(sent));
    }
    return true;
}

char *copyOf(const char *text)
{
    const std::size_t size = std::strlen(text) + 1;
    char *copy = new char[size];

    std::memcpy(copy, text, size);
    return copy;
}

}  // namespace

// What a station asked for. A copy shares the bytes, and both destructors give them back.
class Request { // expect: rule-of-three at `Request`
public:
    explicit Request(std::size_t size) : bytes_(new char[size]), size_(size) {} // expect: raw-new at `new`
    ~Request() { delete[] bytes_; }

    bool receive(int socket)
    {
        const ssize_t got = ::recv(socket, bytes_, size_, 0);

        used_ = got > 0 ? static_cast<std::size_t>(got) : 0;
        return got > 0;
    }
    std::string_view text() const { return std::string_view(bytes_, used_); }

private:
    char *bytes_;
    std::size_t size_;
    std::size_t used_ = 0;
};

// The same with a member that copies and frees itself.
class Reply {
public:
    void add(const Alarm &alarm)
    {
        text_ += std::to_string(alarm.seconds) + ";" + std::to_string(alarm.severity) + ";" + alarm.text + "\n";
    }
    bool send(int socket) const { return sendAll(socket, text_); }

private:
    std::string text_;
};

// The name of a station, from before the tool used std::string.
class StationName {
public:
    explicit StationName(const char *text) : text_(copyOf(text)) {}
    StationName(const StationName &other) : text_(copyOf(other.text_)) {}
    ~StationName() { delete[] text_; }

    // Sorting a list of stations may assign one to itself.
    StationName &operator=(const StationName &other)
    {
        delete[] text_; // expect: self-assignment at `delete[] text_`
        text_ = copyOf(other.text_);
        return *this;
    }
    const char *text() const { return text_; }

private:
    char *text_;
};

// A ward has names too; here the new text is there before the old one goes.
class WardName {
public:
    explicit WardName(const char *text) : text_(copyOf(text)) {}
    WardName(const WardName &other) : text_(copyOf(other.text_)) {}
    ~WardName() { delete[] text_; }

    WardName &operator=(const WardName &other)
    {
        char *copy = copyOf(other.text_);

        delete[] text_;
        text_ = copy;
        return *this;
    }
    const char *text() const { return text_; }

private:
    char *text_;
};

class Session : public std::enable_shared_from_this<Session> {
public:
    Session(int socket, const char *station) : socket_(socket), station_(station) {}
    ~Session() { ::close(socket_); }
    Session(const Session &) = delete;
    Session &operator=(const Session &) = delete;

    // A second count of owners for one session: whichever ends first closes the socket of the other.
    std::shared_ptr<Session> handOver()
    {
        return std::shared_ptr<Session>(this); // expect: smart-pointer-misuse at `std::shared_ptr<Session>(this)`
    }
    std::shared_ptr<Session> share() { return shared_from_this(); }

    // While one station takes over from another, each session keeps the other: both sockets stay open for ever.
    void takeOverFrom(const std::shared_ptr<Session> &other)
    {
        partner_ = other;
        other->partner_ = shared_from_this(); // expect: shared-pointer-cycle at `other->partner_`
    }
    // The one that takes over is only known to the one it watches.
    void watch(const std::shared_ptr<Session> &other)
    {
        watched_ = other;
        other->watcher_ = shared_from_this();
    }

    bool isOpen() const { return isOpen_; }
    const char *station() const { return station_.text(); }

    void notify(const Alarm &alarm)
    {
        const std::string_view line = alarm.text + "\n"; // expect: dangling-view at `line`

        isOpen_ = sendAll(socket_, line);
    }

    void notifyWhole(const Alarm &alarm)
    {
        const std::string line = alarm.text + "\n";

        isOpen_ = sendAll(socket_, line);
    }

    // Answers "severity N" with the alarms that are at least so severe.
    void answer(const std::vector<Alarm> &alarms)
    {
        Request request(kRequestSize);
        Reply reply;

        if (!request.receive(socket_)) {
            isOpen_ = false;
            return;
        }
        const std::string asked(request.text());
        int severity = 0;
        if (std::sscanf(asked.c_str(), "severity %d", &severity) != 1) {
            return;
        }
        for (const Alarm &alarm : alarms) {
            if (alarm.severity >= severity) {
                reply.add(alarm);
            }
        }
        isOpen_ = reply.send(socket_);
    }

private:
    int socket_;
    StationName station_;
    bool isOpen_ = true;
    std::shared_ptr<Session> partner_;
    std::shared_ptr<Session> watched_;
    std::weak_ptr<Session> watcher_;
};

class StationServer {
public:
    void accept(int socket, const char *station)
    {
        sessions_.push_back(std::make_shared<Session>(socket, station));
    }

    // The loop goes on from an element that is gone, and passes over the one that took its place.
    void dropClosed()
    {
        for (auto it = sessions_.begin(); it != sessions_.end(); ++it) {
            if (!(*it)->isOpen()) {
                sessions_.erase(it); // expect: invalidated-iterator at `sessions_.erase(it)`
            }
        }
    }

    void dropStation(const std::string &station)
    {
        for (auto it = sessions_.begin(); it != sessions_.end();) {
            if (station == (*it)->station()) {
                it = sessions_.erase(it);
            } else {
                ++it;
            }
        }
    }

    void raise(const Alarm &alarm)
    {
        for (const auto &session : sessions_) {
            session->notifyWhole(alarm);
        }
        alarms_.push_back(alarm);
    }

    // The log says that every report is empty.
    void queueReport(std::string report)
    {
        reports_.push_back(std::move(report));
        std::printf("report of %zu bytes\n", report.size()); // expect: use-after-move at `report`
    }

    void queueSummary(std::string summary)
    {
        const std::size_t size = summary.size();

        reports_.push_back(std::move(summary));
        std::printf("summary of %zu bytes\n", size);
    }

private:
    std::vector<std::shared_ptr<Session>> sessions_;
    std::vector<Alarm> alarms_;
    std::vector<std::string> reports_;
};

}  // namespace host
