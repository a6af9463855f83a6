struct Status {
  bool good;
};

class Element {
 public:
  virtual ~Element() {}
  virtual Status get(double &value);
};

// The base has no value to give; what derives from it does.
Status Element::get(double & /*value*/) { return Status{false}; }

bool holds(const Element &candidate, double wanted) {
  Element &element = const_cast<Element &>(candidate);
  double value;
  return element.get(value).good && value == wanted;
}
